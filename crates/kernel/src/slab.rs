//! Large zeroed arrays of plain-old-data blocks.

use std::marker::PhantomData;

use bytemuck::{AnyBitPattern, NoUninit};
use memmap2::MmapMut;

/// A fixed-length array that lives in its own pages, huge ones where the system grants them.
///
/// The country's columns are gigabytes that are allocated once and never grow: page faults, not
/// copying, are what building them costs.
pub struct Slab<T> {
    pages: Option<MmapMut>,
    length: usize,
    element: PhantomData<T>,
}

/// The system would not give the memory.
#[derive(Debug, thiserror::Error)]
#[error("the system refused {bytes} bytes of memory: {reason}")]
pub struct OutOfMemory {
    /// Bytes asked for.
    pub bytes: usize,
    /// The system's words.
    pub reason: std::io::Error,
}

impl<T> Default for Slab<T> {
    /// No elements.
    fn default() -> Slab<T> {
        Slab {
            pages: None,
            length: 0,
            element: PhantomData,
        }
    }
}

impl<T: AnyBitPattern + NoUninit> Slab<T> {
    /// `length` elements, every byte zero.
    ///
    /// # Errors
    /// [`OutOfMemory`] when the pages cannot be mapped.
    pub fn zeroed(length: usize) -> Result<Slab<T>, OutOfMemory> {
        let bytes = length * size_of::<T>();
        if bytes == 0 {
            return Ok(Slab {
                pages: None,
                length,
                element: PhantomData,
            });
        }
        let pages = MmapMut::map_anon(bytes).map_err(|reason| OutOfMemory { bytes, reason })?;
        // Advice only: without huge pages everything works, first touch is slower.
        #[cfg(target_os = "linux")]
        let _ = pages.advise(memmap2::Advice::HugePage);
        Ok(Slab {
            pages: Some(pages),
            length,
            element: PhantomData,
        })
    }

    /// The same elements in pages of their own.
    ///
    /// # Errors
    /// [`OutOfMemory`] when the pages cannot be mapped.
    pub fn duplicate(&self) -> Result<Slab<T>, OutOfMemory> {
        let mut copy = Slab::zeroed(self.length)?;
        copy.as_mut_slice().copy_from_slice(self.as_slice());
        Ok(copy)
    }

    /// Number of elements.
    pub fn len(&self) -> usize {
        self.length
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.length == 0
    }

    /// The elements.
    pub fn as_slice(&self) -> &[T] {
        self.pages
            .as_ref()
            .map_or(&[], |pages| bytemuck::cast_slice(pages))
    }

    /// The elements, to write.
    pub fn as_mut_slice(&mut self) -> &mut [T] {
        self.pages
            .as_mut()
            .map_or(&mut [], |pages| bytemuck::cast_slice_mut(pages))
    }
}

impl<T: AnyBitPattern + NoUninit> std::ops::Index<usize> for Slab<T> {
    type Output = T;
    fn index(&self, index: usize) -> &T {
        &self.as_slice()[index]
    }
}

impl<T: AnyBitPattern + NoUninit> std::ops::IndexMut<usize> for Slab<T> {
    fn index_mut(&mut self, index: usize) -> &mut T {
        &mut self.as_mut_slice()[index]
    }
}

impl<T> std::fmt::Debug for Slab<T> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "Slab of {} blocks", self.length)
    }
}
