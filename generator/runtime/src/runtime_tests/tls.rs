//! The first words of a client on a connection for TLS.

use tokio::io::AsyncReadExt;
use tokio::net::TcpListener;

use super::sample::{builder, delete};
use crate::runtime::ErrorKind;

/// What the client says before the server says anything.
async fn hello() -> Vec<u8> {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let client = builder(&format!("https://{}", listener.local_addr().unwrap())).build().unwrap();
    let call = tokio::spawn(delete(&client, "1").max_retries(0).send());
    let (mut stream, _) = listener.accept().await.unwrap();
    let mut head = [0; 5];
    stream.read_exact(&mut head).await.unwrap();
    let mut hello = vec![0; usize::from(u16::from_be_bytes([head[3], head[4]]))];
    stream.read_exact(&mut hello).await.unwrap();
    drop(stream);
    assert_eq!(call.await.unwrap().unwrap_err().kind(), ErrorKind::Connect);
    assert_eq!(head[..2], [0x16, 3]);
    hello
}

#[tokio::test]
async fn the_client_begins_a_handshake() {
    assert_eq!(hello().await[0], 1);
}

#[cfg(not(feature = "native-tls"))]
#[tokio::test]
async fn the_client_speaks_http_2_if_it_has_it() {
    let hello = hello().await;
    let offers = |protocol: &[u8]| hello.windows(protocol.len()).any(|window| window == protocol);
    assert!(offers(b"\x08http/1.1"));
    assert_eq!(offers(b"\x02h2"), cfg!(feature = "http2"));
}
