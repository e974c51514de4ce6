/// What kind of thing went wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The client is not set up for this: its base URL, its credentials, its headers. Or it is a blocking one in async
    /// code, or an async one outside of Tokio. Nothing was sent.
    Configuration,
    /// The provider of a token failed, or gave one that can't be sent. The attempt was not sent.
    Token,
    /// A hook of the client failed. The attempt, or the redirect that it was to follow, was not sent.
    Hook,
    /// An argument can't be sent as it is. Nothing was sent.
    InvalidArgument,
    /// The last attempt found no connection to the server. If there were [attempts](super::Error::attempts) before it,
    /// the server may have done what was asked.
    Connect,
    /// The connection was lost, or what came over it wasn't HTTP. The server may have done what was asked.
    Transport,
    /// An attempt took longer than the timeout. The server may have done what was asked.
    Timeout,
    /// The call as a whole took longer than its deadline. The server may have done what was asked.
    Deadline,
    /// The server answered with a redirect that is neither followed nor documented.
    Redirect,
    /// The server didn't report an error, and the body of the response is larger than the limit.
    BodyTooLarge,
    /// The server reports success, with a body that isn't JSON.
    ContentType,
    /// The server reports success, but not as the API's document describes it: by another status, without a body, or
    /// with other JSON. By its own word, it has done what was asked, or will.
    Decode,
    /// The API answered, and not with success (2xx).
    Api,
}
