//! [`Few`]: a list that stays on the stack while it is short.

use std::ops::{Deref, DerefMut};

/// Up to `N` values on the stack, more on the heap.
#[derive(Clone)]
pub(crate) struct Few<T, const N: usize> {
    here: [T; N],
    len: usize,
    /// All of them, once they are more than `N`.
    all: Vec<T>,
}

impl<T: Copy + Default, const N: usize> Few<T, N> {
    #[inline]
    pub(crate) fn new() -> Self {
        Self { here: [T::default(); N], len: 0, all: Vec::new() }
    }

    #[inline]
    pub(crate) fn push(&mut self, value: T) {
        // Written where it stays: a value that is made elsewhere is read back before it has arrived there.
        *self.slot() = value;
    }

    /// The place of the next one.
    #[inline]
    fn slot(&mut self) -> &mut T {
        let at = self.len;
        self.len += 1;
        if at < N { &mut self.here[at] } else { self.slot_beyond() }
    }

    #[cold]
    fn slot_beyond(&mut self) -> &mut T {
        if self.all.is_empty() {
            self.all.extend_from_slice(&self.here);
        }
        let at = self.all.len();
        self.all.push(T::default());
        &mut self.all[at]
    }

    /// Keeps those that are wanted, in order.
    pub(crate) fn retain(&mut self, wanted: impl Fn(&T) -> bool) {
        let mut kept = 0;
        for at in 0..self.len {
            if wanted(&self[at]) {
                self.swap(kept, at);
                kept += 1;
            }
        }
        if !self.all.is_empty() {
            self.all.truncate(kept.max(N));
            if kept <= N {
                self.here.copy_from_slice(&std::mem::take(&mut self.all));
            }
        }
        self.len = kept;
    }
}

impl<T: Copy + Default, const N: usize> Extend<T> for Few<T, N> {
    fn extend<I: IntoIterator<Item = T>>(&mut self, values: I) {
        values.into_iter().for_each(|value| self.push(value));
    }
}

impl<T: Copy + Default, const N: usize> FromIterator<T> for Few<T, N> {
    fn from_iter<I: IntoIterator<Item = T>>(values: I) -> Self {
        let mut few = Self::new();
        few.extend(values);
        few
    }
}

impl<T, const N: usize> Deref for Few<T, N> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        if self.len <= N { &self.here[..self.len] } else { &self.all }
    }
}

impl<T, const N: usize> DerefMut for Few<T, N> {
    fn deref_mut(&mut self) -> &mut [T] {
        if self.len <= N { &mut self.here[..self.len] } else { &mut self.all }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_list_and_a_long_one_hold_what_was_pushed_in_order() {
        for count in 0..12 {
            let few: Few<usize, 4> = (0..count).collect();
            assert_eq!(*few, (0..count).collect::<Vec<_>>());
        }
    }

    #[test]
    fn what_is_not_wanted_goes_whether_the_list_stays_long_or_becomes_short() {
        for count in 0..14 {
            for divisor in 1..5 {
                let mut few: Few<usize, 4> = (0..count).collect();
                few.retain(|value| value % divisor == 0);
                few.push(99);
                let expected: Vec<_> = (0..count).filter(|value| value % divisor == 0).chain([99]).collect();
                assert_eq!(*few, expected);
            }
        }
    }
}
