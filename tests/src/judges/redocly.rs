//! Redocly, a linter of OpenAPI documents.

use std::path::Path;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use serde_json::Value;
use tokio::time::timeout;

use super::Tools;

/// Far longer than it takes.
const PATIENCE: Duration = Duration::from_secs(120);

/// Lints the document with Redocly's recommended rules.
///
/// # Errors
///
/// When it finds anything, warnings too: a line for each. Or when it can't be run.
pub async fn lint(tools: &Tools, document: &Path) -> Result<()> {
    let mut command = tools.script("@redocly/cli/bin/cli.js");
    command.args(["lint", "--format=json", "--extends=recommended"]).arg(document);
    command.env("REDOCLY_TELEMETRY", "off").env("REDOCLY_SUPPRESS_UPDATE_NOTICE", "true");
    let output = timeout(PATIENCE, command.output()).await.context("Redocly doesn't come to an end")??;
    // Problems make it fail too, but only a failure without any is told by what else it says.
    let said = String::from_utf8_lossy(&output.stderr);
    let problems = problems(&output.stdout).with_context(|| format!("Redocly failed ({}):\n{said}", output.status))?;
    match problems.as_slice() {
        [] if output.status.success() => Ok(()),
        [] => bail!("Redocly failed ({}):\n{said}", output.status),
        problems => bail!("problems: {}\n{}", problems.len(), problems.join("\n")),
    }
}

/// The problems in a report, a line each.
fn problems(report: &[u8]) -> Result<Vec<String>> {
    let report: Value = serde_json::from_slice(report).context("the report isn't JSON")?;
    let count = |name: &str| {
        let pointer = format!("/totals/{name}");
        report.pointer(&pointer).and_then(Value::as_u64).with_context(|| format!("the report has no {pointer}"))
    };
    let total = count("errors")? + count("warnings")?;
    let listed = report.get("problems").and_then(Value::as_array).context("the report has no /problems")?;
    if total > 0 && listed.is_empty() {
        return Ok(vec![format!("{total} problems which the report doesn't list")]);
    }
    Ok(if total == 0 { Vec::new() } else { listed.iter().map(line).collect() })
}

/// `error no-empty-servers at #/openapi: Servers must be present.`
fn line(problem: &Value) -> String {
    let text = |pointer: &str| problem.pointer(pointer).and_then(Value::as_str).unwrap_or("?");
    let (severity, rule, message) = (text("/severity"), text("/ruleId"), text("/message"));
    format!("{severity} {rule} at {}: {message}", text("/location/0/pointer"))
}

#[cfg(test)]
mod tests {
    use anyhow::Result;
    use serde_json::json;

    use super::problems;

    #[test]
    fn a_clean_report_has_no_problems() -> Result<()> {
        let report = json!({ "totals": { "errors": 0, "warnings": 0, "ignored": 0 }, "problems": [] });
        assert!(problems(report.to_string().as_bytes())?.is_empty());
        Ok(())
    }

    #[test]
    fn warnings_count_as_errors_do() -> Result<()> {
        let report = json!({
            "totals": { "errors": 0, "warnings": 1 },
            "problems": [{
                "ruleId": "info-license",
                "severity": "warn",
                "message": "Info object should contain `license` field.",
                "location": [{ "pointer": "#/info" }],
            }],
        });
        let expected = ["warn info-license at #/info: Info object should contain `license` field."];
        assert_eq!(problems(report.to_string().as_bytes())?, expected);
        Ok(())
    }

    #[test]
    fn problems_that_are_counted_but_not_listed_are_not_lost() -> Result<()> {
        let report = json!({ "totals": { "errors": 2, "warnings": 1 }, "problems": [] });
        assert_eq!(problems(report.to_string().as_bytes())?.len(), 1);
        Ok(())
    }

    #[test]
    fn what_is_no_report_is_an_error() {
        for report in ["", "not JSON", "{}", r#"{"totals":{"errors":0,"warnings":0}}"#] {
            assert!(problems(report.as_bytes()).is_err(), "{report}");
        }
    }
}
