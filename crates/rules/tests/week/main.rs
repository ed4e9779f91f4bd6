//! One week after another on the shipped scenario: what each mechanism promises, in which
//! direction it pulls, and what no mechanism may ever do. The modules mirror the source files.

mod apparatus;
mod approval;
mod camps;
mod conservation;
mod demography;
mod gates;
mod hearing;
mod images;
mod leadership;
mod living;
mod messages;
mod observe;
mod patterns;
mod person;
mod places;
mod print;
mod reception;
mod release;
mod returnees;
mod same_bits;
mod settlers;
mod speech;
mod support;
mod unrest;
