//! The promises of an ensemble, on the shipped scenario at its smallest sample: branches share
//! their past, nothing depends on threads or order, nothing is computed twice, nothing changed is
//! no difference.

mod answers;
mod branches;
mod caches;
mod support;
mod variants;
