//! [`Seen`]: the instances as they were last seen.

use std::sync::{Mutex, PoisonError};

use tingji::core::Instance;
use tingji::core::fleet::Progress;

/// What the looks showed last, position by position.
#[derive(Debug)]
pub(crate) struct Seen(Mutex<Vec<Option<Instance>>>);

impl Seen {
    /// Nothing yet, of so many.
    pub(crate) fn new(count: usize) -> Self {
        Self(Mutex::new(vec![None; count]))
    }

    /// Takes note of a look.
    pub(crate) fn note(&self, at: usize, progress: Progress<'_>) {
        if let Progress::Observed(instance) = progress {
            self.0.lock().unwrap_or_else(PoisonError::into_inner)[at] = Some(instance.clone());
        }
    }

    /// As it was last seen.
    pub(crate) fn at(&self, at: usize) -> Option<Instance> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)[at].clone()
    }
}
