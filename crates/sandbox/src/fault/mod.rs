//! [`Fault`]: what goes wrong, and when. The README has the list.

mod class;
mod dice;
mod kind;
mod rule;
mod rules;
mod spoil;
mod vendor;

pub(crate) use dice::Dice;
pub use kind::{Cut, Framing, Kind};
pub use rule::{Fault, When};
pub(crate) use rules::{Hit, Rules};
pub(crate) use spoil::{Scene, spoil};
