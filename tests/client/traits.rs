//! What others may rely on of the types' automatic traits and sizes, as a change of these breaks them.

use std::panic::{RefUnwindSafe, UnwindSafe};

use featurebase::{
    Client, ClientBuilder, ContactDelete, ContactDeleteError, ContactDeleteOperation, ContactDeleteParams, Contacts,
    DeletedContact, DeletedContactObject, Error, ErrorDetails, ErrorDetailsCode, ErrorDetailsStatus, ErrorDetailsType,
    ErrorEnvelope, ErrorKind, FeaturebaseVersion, OperationError, Response, Secret, Users, WithMeta,
};

fn crosses_threads<T: Send + Sync + Unpin>() {}
fn owned<T: Send + Sync + Unpin + 'static>() {}
fn data<T: Send + Sync + Unpin + UnwindSafe + RefUnwindSafe + Clone + PartialEq + 'static>() {}

#[test]
fn types_cross_threads_and_own_what_they_hold() {
    owned::<Client>();
    owned::<ClientBuilder>();
    owned::<Error>();
    owned::<OperationError<ContactDeleteError>>();
    owned::<Response>();
    owned::<Secret>();
    owned::<WithMeta<DeletedContact>>();
    owned::<ContactDeleteOperation>();
    crosses_threads::<Users<'_, Client>>();
    crosses_threads::<Contacts<'_, Client>>();
    crosses_threads::<ContactDelete<'_, Client>>();
}

#[test]
fn data_is_data() {
    data::<ErrorKind>();
    data::<ContactDeleteError>();
    data::<ContactDeleteParams>();
    data::<DeletedContact>();
    data::<DeletedContactObject>();
    data::<ErrorDetails>();
    data::<ErrorDetailsCode>();
    data::<ErrorDetailsStatus>();
    data::<ErrorDetailsType>();
    data::<ErrorEnvelope>();
    data::<FeaturebaseVersion>();
}

#[test]
fn errors_take_one_word() {
    assert_eq!(size_of::<Error>(), size_of::<usize>());
    assert_eq!(size_of::<OperationError<ContactDeleteError>>(), size_of::<usize>());
    assert_eq!(size_of::<Result<(), Error>>(), size_of::<usize>());
}

#[test]
fn handles_take_one_word() {
    assert_eq!(size_of::<Users<'_, Client>>(), size_of::<usize>());
    assert_eq!(size_of::<Contacts<'_, Client>>(), size_of::<usize>());
}
