//! The political mechanisms of one week, one file each, in one listed order.
