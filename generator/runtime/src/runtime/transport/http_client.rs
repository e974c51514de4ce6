//! The HTTP client that sends the requests, unless the caller gives another.

use reqwest::{Client, ClientBuilder};
use url::Url;

use crate::runtime::wire::base_url;

/// The call decides about redirects and retries, so the HTTP client does neither. The features of this crate decide
/// about content codings, even if other crates of the build have enabled more of them in `reqwest`.
///
/// What goes to this machine unencrypted goes to no proxy, which may be another machine.
pub(crate) fn http_client(base_url: &Url) -> Result<Client, String> {
    let mut builder = Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .referer(false)
        .retry(reqwest::retry::never())
        .no_deflate();
    if base_url.scheme() == "http" && base_url::is_loopback(base_url) {
        builder = builder.no_proxy();
    }
    if cfg!(not(feature = "gzip")) {
        builder = builder.no_gzip();
    }
    if cfg!(not(feature = "brotli")) {
        builder = builder.no_brotli();
    }
    if cfg!(not(feature = "zstd")) {
        builder = builder.no_zstd();
    }
    let client = with_tls(builder).and_then(|builder| builder.build().map_err(|e| e.without_url().to_string()));
    client.map_err(|error| format!("the HTTP client can't be set up: {error}"))
}

#[cfg(any(not(feature = "rustls-ring"), feature = "rustls", feature = "native-tls"))]
fn with_tls(builder: ClientBuilder) -> Result<ClientBuilder, String> {
    Ok(builder)
}

/// With this feature `reqwest` has no provider of cryptography for rustls. It panics if the process has no default
/// provider either, and only the program should set that. So the client gets a configuration with a provider.
#[cfg(all(feature = "rustls-ring", not(feature = "rustls"), not(feature = "native-tls")))]
fn with_tls(builder: ClientBuilder) -> Result<ClientBuilder, String> {
    use std::sync::Arc;

    use rustls::crypto::{CryptoProvider, ring};
    use rustls_platform_verifier::BuilderVerifierExt;

    let provider = CryptoProvider::get_default().map_or_else(|| Arc::new(ring::default_provider()), Arc::clone);
    let config = rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .and_then(BuilderVerifierExt::with_platform_verifier)
        .map_err(|error| error.to_string())?;
    let mut config = config.with_no_client_auth();
    if cfg!(feature = "http2") {
        config.alpn_protocols.push(b"h2".to_vec());
    }
    config.alpn_protocols.push(b"http/1.1".to_vec());
    Ok(builder.tls_backend_preconfigured(config))
}
