//! Where requests go.

use fixture_servers::servers::Server;
use fixture_servers::testing::{FakeServer, Reply};
use fixture_servers::{Client, ClientBuilder};

/// The URLs that requests of all operations go to, with the client's credential.
async fn urls(change: impl FnOnce(ClientBuilder) -> ClientBuilder) -> Vec<String> {
    let server = FakeServer::answering(|_| Reply::new(204));
    let builder = Client::builder().transport(&server);
    let client = change(builder.key("secret-key")).build().expect("the client can be built");
    client.pings().get().await.expect("it is sent");
    client.files().list().await.expect("it is sent");
    client.files().create().await.expect("it is sent");
    let url = |request: fixture_servers::testing::Received| {
        assert_eq!(request.header("authorization"), Some("Bearer secret-key"));
        format!("{}{}", request.origin(), request.target())
    };
    server.received().into_iter().map(url).collect()
}

#[tokio::test]
async fn operations_go_to_their_own_servers() {
    let expected =
        ["https://api.example.com/pings", "https://files-a.example.com/files", "https://api.example.com/upload/files"];
    assert_eq!(urls(|builder| builder).await, expected);
}

#[tokio::test]
async fn a_chosen_server_is_that_of_each_operation() {
    let expected = [
        "https://sandbox.example.com/pings",
        "https://files.sandbox.example.com/files",
        "https://sandbox.example.com/upload/files",
    ];
    assert_eq!(urls(|builder| builder.server(Server::Sandbox)).await, expected);
    let chosen: Server = "Sandbox".parse().expect("it is the name of a server");
    assert_eq!(chosen, Server::Sandbox);
}

#[tokio::test]
async fn a_variable_is_that_of_all_servers() {
    let urls = urls(|builder| builder.zone("b")).await;
    assert_eq!(urls[1], "https://files-b.example.com/files");
}

#[tokio::test]
async fn a_base_url_overrides_all() {
    let urls = urls(|builder| builder.server(Server::Sandbox).base_url("http://localhost:1/v1")).await;
    assert_eq!(urls, ["http://localhost:1/v1/pings", "http://localhost:1/v1/files", "http://localhost:1/v1/files"]);
}
