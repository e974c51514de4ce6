//! Arrays of a fixed length, whose items have each a type of their own.

use super::object::{Slot, missing};
use super::{Decode, Encode, Error, Reader, Writer};

impl Reader<'_> {
    /// Reads an array, an item into each slot.
    fn tuple(&mut self, slots: &mut [&mut dyn Slot]) -> Result<(), Error> {
        let length = slots.len();
        let (mut rest, mut count) = (slots.iter_mut(), 0);
        self.array(&mut |reader| {
            count += 1;
            match rest.next() {
                Some(slot) => slot.read(reader),
                None => reader.skip(),
            }
        })?;
        if count == length { Ok(()) } else { Err(wrong_length(length, count)) }
    }
}

#[cold]
fn wrong_length(expected: usize, found: usize) -> Error {
    let items = if expected == 1 { "item" } else { "items" };
    Error::expected(&format!("an array of {expected} {items}"), &format!("one of {found}"))
}

impl Writer {
    /// Writes an array of these items.
    fn tuple(&mut self, items: &[&dyn Encode]) -> Result<(), Error> {
        self.bytes.push(b'[');
        for (index, item) in items.iter().enumerate() {
            item.encode(self).map_err(|error| error.at(index))?;
            self.bytes.push(b',');
        }
        self.close(b']');
        Ok(())
    }
}

macro_rules! tuples {
    ($(($($type:ident $item:ident),*))*) => {$(
        impl<$($type: Decode),*> Decode for ($($type,)*) {
            fn decode(reader: &mut Reader<'_>) -> Result<Self, Error> {
                $(let mut $item = None;)*
                reader.tuple(&mut [$(&mut $item),*])?;
                match ($($item,)*) {
                    ($(Some($item),)*) => Ok(($($item,)*)),
                    _ => Err(missing()),
                }
            }
        }

        impl<$($type: Encode),*> Encode for ($($type,)*) {
            fn encode(&self, writer: &mut Writer) -> Result<(), Error> {
                let ($($item,)*) = self;
                writer.tuple(&[$($item),*])
            }
        }
    )*};
}

tuples! {
    (A a)
    (A a, B b)
    (A a, B b, C c)
    (A a, B b, C c, D d)
    (A a, B b, C c, D d, E e)
    (A a, B b, C c, D d, E e, F f)
    (A a, B b, C c, D d, E e, F f, G g)
    (A a, B b, C c, D d, E e, F f, G g, H h)
    (A a, B b, C c, D d, E e, F f, G g, H h, I i)
    (A a, B b, C c, D d, E e, F f, G g, H h, I i, J j)
    (A a, B b, C c, D d, E e, F f, G g, H h, I i, J j, K k)
    (A a, B b, C c, D d, E e, F f, G g, H h, I i, J j, K k, L l)
}
