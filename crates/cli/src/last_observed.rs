//! [`LastObserved`]: the last observed instance of each target of a run. Progress events fill it; the
//! outcomes and the billing notices read it.

use std::sync::{Mutex, PoisonError};

use tingji::core::Instance;
use tingji::core::fleet::Progress;

/// The last observed instance per target position, shared between progress and output.
#[derive(Debug)]
pub(crate) struct LastObserved(Mutex<Vec<Option<Instance>>>);

impl LastObserved {
    /// Creates an empty record for this number of targets.
    pub(crate) fn new(count: usize) -> Self {
        Self(Mutex::new(vec![None; count]))
    }

    /// Stores the instance if the progress event carries one.
    pub(crate) fn note(&self, at: usize, progress: Progress<'_>) {
        if let Progress::Observed(instance) = progress {
            self.0.lock().unwrap_or_else(PoisonError::into_inner)[at] = Some(instance.clone());
        }
    }

    /// Returns the last observed instance of a position, if there is one.
    pub(crate) fn at(&self, at: usize) -> Option<Instance> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)[at].clone()
    }
}
