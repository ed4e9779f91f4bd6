//! A snapshot of state as named sections of bytes, each with its hash.
//!
//! Format, all integers little-endian: magic `OTTEPEL1`, header length (u32), header (JSON text,
//! opaque here), section count (u32), then per section: name length (u16), name, byte length
//! (u64), bytes; last the BLAKE3 hash of everything before it. The hash is read before anything
//! is believed.

use std::io::{self, Read, Write};

const MAGIC: &[u8; 8] = b"OTTEPEL1";
/// Largest header that is read: a corrupt length must not make us allocate the machine away.
const HEADER_BYTES_MAX: u32 = 1 << 20;
/// Most sections that are read.
const SECTIONS_MAX: u32 = 4096;

/// Bytes of a section for which room is made before they are there.
const AT_ONCE: u64 = 1 << 20;

/// Named state, in a fixed order.
pub type Sections<'a> = Vec<(&'static str, &'a [u8])>;

/// Why a snapshot could not be read.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// The system's error.
    #[error("reading failed: {0}")]
    Io(#[from] io::Error),
    /// Not a checkpoint.
    #[error("this is not an Ottepel checkpoint (it does not start with OTTEPEL1)")]
    NotACheckpoint,
    /// A length that no checkpoint has.
    #[error("the checkpoint is damaged: {0}")]
    Damaged(String),
    /// It ends early or a byte changed.
    #[error("the checkpoint is damaged: its contents do not match its hash")]
    HashDiffers,
}

/// Hash of sections, the identity of a state: names, lengths and bytes in order.
pub fn hash(sections: &Sections<'_>) -> blake3::Hash {
    let mut hasher = blake3::Hasher::new();
    for (name, bytes) in sections {
        hasher.update(name.as_bytes());
        hasher.update(&(bytes.len() as u64).to_le_bytes());
        hasher.update_rayon(bytes);
    }
    hasher.finalize()
}

/// Writes a snapshot.
///
/// # Errors
/// The writer's.
pub fn write(writer: &mut impl Write, header: &str, sections: &Sections<'_>) -> io::Result<()> {
    let mut out = Hashing {
        writer,
        hasher: blake3::Hasher::new(),
    };
    out.put(MAGIC)?;
    out.put(&(header.len() as u32).to_le_bytes())?;
    out.put(header.as_bytes())?;
    out.put(&(sections.len() as u32).to_le_bytes())?;
    for (name, bytes) in sections {
        out.put(&(name.len() as u16).to_le_bytes())?;
        out.put(name.as_bytes())?;
        out.put(&(bytes.len() as u64).to_le_bytes())?;
        out.put(bytes)?;
    }
    let hash = out.hasher.finalize();
    out.writer.write_all(hash.as_bytes())
}

struct Hashing<'w, W: Write> {
    writer: &'w mut W,
    hasher: blake3::Hasher,
}

impl<W: Write> Hashing<'_, W> {
    /// Hashes and writes side by side: gigabytes take their time in both.
    fn put(&mut self, bytes: &[u8]) -> io::Result<()> {
        let Hashing { writer, hasher } = self;
        rayon::in_place_scope(|scope| {
            scope.spawn(|_| {
                hasher.update_rayon(bytes);
            });
            writer.write_all(bytes)
        })
    }
}

/// A snapshot that was read and whose hash holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snapshot {
    /// The header text.
    pub header: String,
    /// Names and bytes, in the order written.
    pub sections: Vec<(String, Vec<u8>)>,
}

impl Snapshot {
    /// Bytes of a section.
    pub fn section(&self, name: &str) -> Option<&[u8]> {
        self.sections
            .iter()
            .find(|(own, _)| own == name)
            .map(|(_, bytes)| bytes.as_slice())
    }
}

/// Reads a snapshot and checks its hash; nothing is returned unless every byte is as written.
///
/// # Errors
/// [`ReadError`]; never panics, whatever the bytes.
pub fn read(reader: &mut impl Read) -> Result<Snapshot, ReadError> {
    let mut input = Checked {
        reader,
        hasher: blake3::Hasher::new(),
    };
    if input.take(8)? != MAGIC {
        return Err(ReadError::NotACheckpoint);
    }
    let header_bytes = input.u32()?;
    if header_bytes > HEADER_BYTES_MAX {
        return Err(ReadError::Damaged(format!(
            "a header of {header_bytes} bytes"
        )));
    }
    let header = text(input.take(u64::from(header_bytes))?)?;
    let count = input.u32()?;
    if count > SECTIONS_MAX {
        return Err(ReadError::Damaged(format!("{count} sections")));
    }
    let mut sections = Vec::new();
    for _ in 0..count {
        let name_bytes = u64::from(input.u16()?);
        let name = text(input.take(name_bytes)?)?;
        let length = input.u64()?;
        sections.push((name, input.take(length)?));
    }
    let expected = input.hasher.finalize();
    let mut stored = [0; blake3::OUT_LEN];
    input
        .reader
        .read_exact(&mut stored)
        .map_err(|_| ReadError::HashDiffers)?;
    if expected != stored {
        return Err(ReadError::HashDiffers);
    }
    Ok(Snapshot { header, sections })
}

struct Checked<'r, R: Read> {
    reader: &'r mut R,
    hasher: blake3::Hasher,
}

impl<R: Read> Checked<'_, R> {
    /// Reads exactly `length` bytes, beyond the first growing as they arrive so that a false length costs
    /// nothing.
    fn take(&mut self, length: u64) -> Result<Vec<u8>, ReadError> {
        let mut bytes = Vec::with_capacity(length.min(AT_ONCE) as usize);
        let got = self.reader.by_ref().take(length).read_to_end(&mut bytes)?;
        if got as u64 != length {
            return Err(ReadError::HashDiffers);
        }
        self.hasher.update_rayon(&bytes);
        Ok(bytes)
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], ReadError> {
        let mut bytes = [0; N];
        bytes.copy_from_slice(&self.take(N as u64)?);
        Ok(bytes)
    }

    fn u16(&mut self) -> Result<u16, ReadError> {
        Ok(u16::from_le_bytes(self.array()?))
    }

    fn u32(&mut self) -> Result<u32, ReadError> {
        Ok(u32::from_le_bytes(self.array()?))
    }

    fn u64(&mut self) -> Result<u64, ReadError> {
        Ok(u64::from_le_bytes(self.array()?))
    }
}

fn text(bytes: Vec<u8>) -> Result<String, ReadError> {
    String::from_utf8(bytes).map_err(|_| ReadError::Damaged("a name that is not text".into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written() -> Vec<u8> {
        let mut bytes = Vec::new();
        let sections: Sections<'_> = vec![("people", b"abc"), ("empty", b"")];
        write(&mut bytes, "{\"week\":3}", &sections).unwrap();
        bytes
    }

    #[test]
    fn what_is_written_is_read() {
        let snapshot = read(&mut written().as_slice()).unwrap();
        assert_eq!(snapshot.header, "{\"week\":3}");
        assert_eq!(snapshot.section("people"), Some(b"abc".as_slice()));
        assert_eq!(snapshot.section("empty"), Some(b"".as_slice()));
        assert_eq!(snapshot.section("camps"), None);
    }

    #[test]
    fn every_changed_byte_and_every_cut_is_noticed() {
        let good = written();
        for position in 0..good.len() {
            let mut bad = good.clone();
            bad[position] ^= 1;
            assert!(read(&mut bad.as_slice()).is_err(), "byte {position}");
            assert!(read(&mut &good[..position]).is_err(), "cut at {position}");
        }
    }
}
