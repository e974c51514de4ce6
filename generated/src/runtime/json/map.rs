use std::fmt;
use std::hash::{Hash, Hasher};
use std::iter;
use std::slice;
use std::vec;

use super::serde_traits;

/// The members of an object whose names the API leaves open, in the order in which they came or were inserted.
///
/// Two maps are equal if they have the same members, in whatever order. To look up a member takes time that grows with
/// the logarithm of their number. [`insert`](Self::insert) and [`remove`](Self::remove) take time that grows with their
/// number, so many members are better collected, or added by [`extend`](Extend::extend).
///
/// ```
#[doc = concat!("# use ", env!("CARGO_CRATE_NAME"), "::runtime::json;")]
/// let mut labels = json::Map::from([("team", 1), ("area", 2)]);
/// labels.insert("size", 3);
/// assert_eq!(labels.get("area"), Some(&2));
/// assert_eq!(labels.keys().collect::<Vec<_>>(), ["team", "area", "size"]);
/// ```
#[derive(Clone)]
pub struct Map<V> {
    members: Vec<(String, V)>,
    /// The indices of the members, sorted by their names.
    sorted: Vec<usize>,
}

impl<V> Map<V> {
    /// Makes an empty map.
    pub const fn new() -> Self {
        Self { members: Vec::new(), sorted: Vec::new() }
    }

    /// How many members there are.
    pub fn len(&self) -> usize {
        self.members.len()
    }

    /// Whether there is no member.
    pub fn is_empty(&self) -> bool {
        self.members.is_empty()
    }

    /// Whether there is a member of this name.
    pub fn contains_key(&self, name: &str) -> bool {
        self.find(name).is_ok()
    }

    /// The value of the member of this name.
    pub fn get(&self, name: &str) -> Option<&V> {
        let index = self.index(name)?;
        self.members.get(index).map(|(_, value)| value)
    }

    /// The value of the member of this name, to be changed.
    pub fn get_mut(&mut self, name: &str) -> Option<&mut V> {
        let index = self.index(name)?;
        self.members.get_mut(index).map(|(_, value)| value)
    }

    /// Adds a member at the end. If there is one of this name, its value is replaced and returned.
    pub fn insert(&mut self, name: impl Into<String>, value: V) -> Option<V> {
        let name = name.into();
        match self.find(&name) {
            Ok(_) => self.get_mut(&name).map(|old| std::mem::replace(old, value)),
            Err(at) => {
                self.sorted.insert(at, self.members.len());
                self.members.push((name, value));
                None
            }
        }
    }

    /// Removes the member of this name, and returns its value. The others keep their order.
    pub fn remove(&mut self, name: &str) -> Option<V> {
        let at = self.find(name).ok()?;
        let removed = self.sorted.remove(at);
        self.sorted.iter_mut().filter(|index| **index > removed).for_each(|index| *index -= 1);
        Some(self.members.remove(removed).1)
    }

    /// The names and values, in their order.
    pub fn iter(&self) -> Iter<'_, V> {
        self.members.iter().map(|(name, value)| (name, value))
    }

    /// The names and values, in their order. The values can be changed.
    pub fn iter_mut(&mut self) -> IterMut<'_, V> {
        self.members.iter_mut().map(|(name, value)| (name, value))
    }

    /// The names, in their order.
    pub fn keys(&self) -> impl DoubleEndedIterator<Item = &String> + ExactSizeIterator {
        self.members.iter().map(|(name, _)| name)
    }

    /// The values, in their order.
    pub fn values(&self) -> impl DoubleEndedIterator<Item = &V> + ExactSizeIterator {
        self.members.iter().map(|(_, value)| value)
    }

    /// Makes a map of these members. The error is a name that occurs twice.
    pub(super) fn without_duplicates(members: Vec<(String, V)>) -> Result<Self, String> {
        let map = Self { sorted: sorted(&members), members };
        let twice = map.sorted.windows(2).find_map(|pair| match *pair {
            [one, next] if map.name(one) == map.name(next) => map.name(one).map(str::to_owned),
            _ => None,
        });
        twice.map_or(Ok(map), Err)
    }

    /// The members, sorted by their names.
    fn by_name(&self) -> impl Iterator<Item = &(String, V)> {
        self.sorted.iter().filter_map(|index| self.members.get(*index))
    }

    /// Where in `sorted` a name is, or would be.
    fn find(&self, name: &str) -> Result<usize, usize> {
        self.sorted.binary_search_by_key(&Some(name), |index| self.name(*index))
    }

    fn name(&self, index: usize) -> Option<&str> {
        self.members.get(index).map(|(name, _)| name.as_str())
    }

    fn index(&self, name: &str) -> Option<usize> {
        self.find(name).ok().and_then(|at| self.sorted.get(at).copied())
    }
}

/// The indices of the members, sorted by their names. Those of one name keep their order.
fn sorted<V>(members: &[(String, V)]) -> Vec<usize> {
    let mut sorted: Vec<_> = (0..members.len()).collect();
    sorted.sort_by_key(|index| members.get(*index).map(|(name, _)| name));
    sorted
}

type Iter<'a, V> = iter::Map<slice::Iter<'a, (String, V)>, fn(&'a (String, V)) -> (&'a String, &'a V)>;

type IterMut<'a, V> = iter::Map<slice::IterMut<'a, (String, V)>, fn(&'a mut (String, V)) -> (&'a String, &'a mut V)>;

impl<V> Default for Map<V> {
    fn default() -> Self {
        Self::new()
    }
}

impl<V: fmt::Debug> fmt::Debug for Map<V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self).finish()
    }
}

impl<V: PartialEq> PartialEq for Map<V> {
    fn eq(&self, other: &Self) -> bool {
        self.by_name().eq(other.by_name())
    }
}

impl<V: Eq> Eq for Map<V> {}

impl<V: Hash> Hash for Map<V> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_usize(self.len());
        self.by_name().for_each(|member| member.hash(state));
    }
}

impl<V> IntoIterator for Map<V> {
    type Item = (String, V);
    type IntoIter = vec::IntoIter<(String, V)>;

    fn into_iter(self) -> Self::IntoIter {
        self.members.into_iter()
    }
}

impl<'a, V> IntoIterator for &'a Map<V> {
    type Item = (&'a String, &'a V);
    type IntoIter = Iter<'a, V>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<'a, V> IntoIterator for &'a mut Map<V> {
    type Item = (&'a String, &'a mut V);
    type IntoIter = IterMut<'a, V>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter_mut()
    }
}

/// Of members with the same name, the value of the last one is kept, at the place of the first one.
impl<K: Into<String>, V> Extend<(K, V)> for Map<V> {
    fn extend<I: IntoIterator<Item = (K, V)>>(&mut self, members: I) {
        self.members.extend(members.into_iter().map(|(name, value)| (name.into(), value)));
        let mut is_kept = vec![true; self.members.len()];
        for pair in sorted(&self.members).windows(2).rev() {
            if let [earlier, later] = *pair
                && self.name(earlier) == self.name(later)
                && let Some(is_kept) = is_kept.get_mut(later)
            {
                self.members.swap(earlier, later);
                *is_kept = false;
            }
        }
        let mut is_kept = is_kept.into_iter();
        self.members.retain(|_| is_kept.next() == Some(true));
        self.sorted = sorted(&self.members);
    }
}

impl<K: Into<String>, V> FromIterator<(K, V)> for Map<V> {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(members: I) -> Self {
        let mut map = Self::new();
        map.extend(members);
        map
    }
}

impl<K: Into<String>, V, const N: usize> From<[(K, V); N]> for Map<V> {
    fn from(members: [(K, V); N]) -> Self {
        members.into_iter().collect()
    }
}

serde_traits!(Map<V>);
