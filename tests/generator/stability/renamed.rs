//! Which names can't hold still.

use super::names::{Names, Renamed};

/// Whether a thing was called otherwise only because something that has been taken out wanted the same name.
pub(crate) fn is_clash(_before: &Names, _renamed: &Renamed) -> bool {
    false
}
