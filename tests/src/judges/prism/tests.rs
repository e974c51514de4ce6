use super::{base_url, ready};

const READY: &str = "[3:14:15 PM] › [CLI] ▶  start     Prism is listening on http://127.0.0.1:40123\n";

#[test]
fn the_ready_line_has_the_url() {
    assert_eq!(base_url(READY).as_deref(), Some("http://127.0.0.1:40123"));
    let coloured = "start Prism is listening on http://127.0.0.1:8\u{1b}[0m";
    assert_eq!(base_url(coloured).as_deref(), Some("http://127.0.0.1:8"));
}

#[test]
fn other_lines_have_none() {
    for line in [
        "",
        "[CLI] …  awaiting  Starting Prism…",
        "[CLI] ℹ  info      DELETE     http://127.0.0.1:40123/v2/contacts/1",
        "Prism is listening on http://127.0.0.1:",
        "Prism is listening on http://127.0.0.1:0",
        "Prism is listening on http://127.0.0.1:70000",
        "Prism is listening on http://10.0.0.1:4010",
    ] {
        assert_eq!(base_url(line), None, "{line}");
    }
}

#[tokio::test]
async fn it_is_ready_at_the_ready_line_and_not_before() -> anyhow::Result<()> {
    let output = format!("Starting\n{READY}DELETE\n");
    let mut output = output.as_bytes();
    let (url, said) = ready(&mut output).await?;
    assert_eq!(url.as_deref(), Some("http://127.0.0.1:40123"));
    assert_eq!(said, format!("Starting\n{READY}"));
    assert_eq!(output, b"DELETE\n");
    Ok(())
}

#[tokio::test]
async fn output_that_ends_before_tells_what_was_said() -> anyhow::Result<()> {
    let (url, said) = ready(&mut b"no such file \xFF\n".as_slice()).await?;
    assert_eq!(url, None);
    assert_eq!(said, "no such file \u{FFFD}\n");
    Ok(())
}

/// A process that isn't Prism, to see what is made of its end and of its silence.
#[cfg(unix)]
mod processes {
    use std::time::Duration;

    use tokio::process::Command;

    use super::super::Prism;

    fn shell(script: &str) -> Command {
        let mut command = Command::new("sh");
        command.args(["-c", script]).kill_on_drop(true);
        command
    }

    #[tokio::test]
    async fn one_that_ends_early_is_quoted() {
        let command = shell("echo 'bad document'; echo 'and why' >&2; exit 1");
        let error = Prism::spawn(command, Duration::from_secs(60)).await.err().map(|error| error.to_string());
        assert_eq!(error.as_deref(), Some("Prism ended before it was ready:\nbad document\nand why\n"));
    }

    #[tokio::test]
    async fn one_that_says_nothing_is_given_up() {
        let error = Prism::spawn(shell("exec tail -f /dev/null"), Duration::ZERO).await.err();
        assert_eq!(error.map(|error| error.to_string()).as_deref(), Some("Prism isn't ready after 0 s"));
    }

    #[tokio::test]
    async fn one_that_never_comes_to_the_point_is_ended() {
        let error = Prism::spawn(shell("exec cat /dev/zero"), Duration::from_secs(60)).await.err();
        assert!(error.is_some_and(|error| error.to_string().starts_with("Prism ended before it was ready")));
    }

    #[tokio::test]
    async fn much_output_does_not_block_it() -> anyhow::Result<()> {
        let script = "echo 'Prism is listening on http://127.0.0.1:1'; head -c 3000000 /dev/zero; \
            head -c 3000000 /dev/zero >&2; exit 3";
        let mut prism = Prism::spawn(shell(script), Duration::from_secs(60)).await?;
        assert_eq!(prism.base_url(), "http://127.0.0.1:1");
        assert_eq!(prism.child.wait().await?.code(), Some(3));
        let error = prism.stop().await.err().map(|error| error.to_string());
        assert!(error.is_some_and(|error| error.starts_with("Prism ended by itself")));
        Ok(())
    }
}
