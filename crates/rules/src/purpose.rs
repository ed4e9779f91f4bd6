//! What each draw is for. Two rules never share a number, so switching one off moves no other.

use kernel::Purpose;

/// Whether a person speaks, and how loudly.
pub const SPEAK: Purpose = Purpose(0x01);
/// Rounding of the slow stocks.
pub const DRIFT: Purpose = Purpose(0x02);
/// How far up the ladder a remark goes, and whether it is punished.
pub const REMARK: Purpose = Purpose(0x03);
/// Whether a person hears from others.
pub const RUMOUR: Purpose = Purpose(0x04);
/// Whether a person attends a reading, and when an organisation holds its meeting.
pub const ATTEND: Purpose = Purpose(0x05);
/// What a person makes of what was heard.
pub const RECEIVE: Purpose = Purpose(0x06);
/// Which items a level of the party tree drops or enlarges.
pub const PASS_DOWN: Purpose = Purpose(0x07);
/// Deaths, births, moves, admissions.
pub const LIFE: Purpose = Purpose(0x08);
/// The second draw of the same.
pub const LIFE_SECOND: Purpose = Purpose(0x09);
/// Fate of an inmate in a week.
pub const INMATE: Purpose = Purpose(0x0a);
/// Where somebody who moves settles.
pub const SETTLE: Purpose = Purpose(0x0b);
/// Term and kind of a new sentence.
pub const SENTENCE: Purpose = Purpose(0x0c);
/// Whether a receiver's owner hears a foreign station.
pub const LISTEN: Purpose = Purpose(0x0d);
/// Items of a retold rumour.
pub const RETELL: Purpose = Purpose(0x0e);
/// Whether a trigger falls in a district.
pub const TRIGGER: Purpose = Purpose(0x60);
/// Direction of the unrest elsewhere whose news falls in a district.
pub const NEWS: Purpose = Purpose(0x67);
/// Size, severity and answer of a crowd.
pub const CROWD: Purpose = Purpose(0x61);
/// Who stands by.
pub const BYSTANDER: Purpose = Purpose(0x62);
/// Rounding of what people learn from the answer to a crowd.
pub const LESSON: Purpose = Purpose(0x63);
/// Whether a camp strikes, and how it ends.
pub const STRIKE: Purpose = Purpose(0x64);
/// The toll of a crush.
pub const CRUSH: Purpose = Purpose(0x65);
/// Whether a trigger falls in a satellite, and what its leadership does.
pub const SATELLITE: Purpose = Purpose(0x66);
/// Whether a person reads a publication.
pub const READ_PRINT: Purpose = Purpose(0x0f);
/// Error of a leader's coded stance and of what the others know of the leader's power.
pub const LEADER_ERROR: Purpose = Purpose(0x20);
/// Whether the leader is challenged and removed.
pub const CHALLENGE: Purpose = Purpose(0x21);
/// Whether a member of the leadership loses the seat, dies or is taken in.
pub const LEADER_SEAT: Purpose = Purpose(0x22);
/// Whether a special settler is freed, leaves, and where to.
pub const UNSETTLE: Purpose = Purpose(0x50);
/// Attacks on images of a district, and which of them are repelled.
pub const IMAGES: Purpose = Purpose(0x51);
/// Whether somebody devoted is outraged by an image or the body taken away.
pub const OUTRAGE: Purpose = Purpose(0x52);
/// Whom somebody who came home tells.
pub const TELL: Purpose = Purpose(0x53);
/// Whether a meeting follows the instruction it was given.
pub const FOLLOW: Purpose = Purpose(0x54);
