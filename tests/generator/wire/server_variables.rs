//! Variables of servers.

use fixture_server_variables::servers::{Port, Region, Server};
use fixture_server_variables::testing::{FakeServer, Reply};
use fixture_server_variables::{Client, ClientBuilder};

/// The URL that a request goes to, or why the client can't be built.
async fn url(change: impl FnOnce(ClientBuilder) -> ClientBuilder) -> Result<String, String> {
    let server = FakeServer::answering(|_| Reply::new(204));
    let builder = Client::builder().transport(&server);
    let client = change(builder).build().map_err(|error| error.to_string())?;
    client.pings().get().await.map_err(|error| error.to_string())?;
    let received = server.received();
    Ok(format!("{}{}", received[0].origin(), received[0].target()))
}

#[tokio::test]
async fn variables_have_their_defaults_unless_they_are_set() {
    assert_eq!(url(|builder| builder).await.as_deref(), Ok("https://eu.example.com/v1/pings"));
    let changed = url(|builder| {
        let builder = builder.region(Region::UsEast1);
        let builder = builder.port(Port::V8443);
        builder.base("v2/beta")
    });
    assert_eq!(changed.await.as_deref(), Ok("https://us-east-1.example.com:8443/v2/beta/pings"));
    // A region that the document doesn't know yet.
    assert_eq!(
        url(|builder| builder.region("af-south-1")).await.as_deref(),
        Ok("https://af-south-1.example.com/v1/pings")
    );
}

#[tokio::test]
async fn a_value_leads_to_no_other_host() {
    for evil in ["evil.com/", "u@evil.com", "evil.com?", "evil.com#", ""] {
        assert!(url(|builder| builder.region(evil)).await.is_err(), "{evil}");
    }
}

#[tokio::test]
async fn a_variable_without_a_default_must_be_set() {
    let unset = url(|builder| builder.server(Server::TenantRegionExampleNet)).await;
    assert_eq!(unset.unwrap_err(), "the server variable `tenant` has no value: set it");
    let set = url(|builder| {
        let builder = builder.server(Server::TenantRegionExampleNet);
        builder.tenant("acme")
    });
    assert_eq!(set.await.as_deref(), Ok("https://acme.ap.example.net/pings"));
}
