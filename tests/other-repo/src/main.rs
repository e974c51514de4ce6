//! Deletes the contact whose ID is given: `other-repo ID`.
//!
//! Exits with 0 if it was deleted, with 3 if it was not there, and with 1 if anything went wrong.

use std::process::ExitCode;

use featurebase::{Client, ContactDeleteError};

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let Some(id) = std::env::args().nth(1) else {
        eprintln!("usage: other-repo ID");
        return ExitCode::from(2);
    };
    match delete(&id).await {
        Ok(true) => {
            println!("deleted {id}");
            ExitCode::SUCCESS
        }
        Ok(false) => {
            println!("there is no contact {id}");
            ExitCode::from(3)
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// Deletes a contact, and tells whether it was there.
async fn delete(id: &str) -> Result<bool, featurebase::Error> {
    let client = Client::from_env()?;
    match client.users().contacts().delete(id).await {
        Ok(_) => Ok(true),
        Err(error) => match error.api() {
            Some(ContactDeleteError::NotFound(_)) => Ok(false),
            _ => Err(error.into()),
        },
    }
}
