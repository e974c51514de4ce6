//! What a command measures: seconds by stage, memory, and the seconds that other programs take.

use std::time::Instant;

use serde::{Deserialize, Serialize};
use specwright::config::Config;
use specwright::findings::Findings;
use specwright::source::Sources;
use specwright::{Output, Stage, generate_observed};

/// The seconds of the stages, in their order.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Seconds {
    pub(crate) load: f64,
    pub(crate) normalise: f64,
    pub(crate) read: f64,
    pub(crate) lower: f64,
    pub(crate) report: f64,
    pub(crate) render: f64,
    pub(crate) format: f64,
}

impl Seconds {
    /// The stages by name.
    pub(crate) fn stages(&self) -> [(&'static str, f64); 7] {
        [
            ("load", self.load),
            ("normalise", self.normalise),
            ("read", self.read),
            ("lower", self.lower),
            ("report", self.report),
            ("render", self.render),
            ("format", self.format),
        ]
    }

    /// All stages together.
    pub(crate) fn sum(&self) -> f64 {
        self.stages().iter().map(|(_, seconds)| seconds).sum()
    }

    fn of(&mut self, stage: Stage) -> &mut f64 {
        match stage {
            Stage::Load => &mut self.load,
            Stage::Normalise => &mut self.normalise,
            Stage::Read => &mut self.read,
            Stage::Lower => &mut self.lower,
            Stage::Report => &mut self.report,
            Stage::Render => &mut self.render,
            Stage::Format => &mut self.format,
        }
    }
}

/// Generates a crate, and measures the stages.
pub(crate) fn timed(sources: &Sources, config: &Config) -> (Result<Output, Findings>, Seconds) {
    let mut seconds = Seconds::default();
    let mut running: Option<(Stage, Instant)> = None;
    let mut next = |stage: Option<Stage>| {
        let now = Instant::now();
        if let Some((stage, since)) = running.take() {
            *seconds.of(stage) += (now - since).as_secs_f64();
        }
        running = stage.map(|stage| (stage, now));
    };
    let output = generate_observed(sources, config, &mut |stage| next(Some(stage)));
    next(None);
    (output, seconds)
}

/// What this was measured on, as every table says.
pub(crate) fn machine() -> String {
    let profile = if cfg!(debug_assertions) { "debug" } else { "release" };
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    format!("measured in a {profile} build, on {cores} cores")
}

/// The most memory that this process has had, in KiB; nothing where the system doesn't tell.
pub(crate) fn peak_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix("kB")?.trim().parse().ok()
}

/// The CPU seconds of all programs that this process has started and waited for; nothing where the system doesn't tell.
pub(crate) fn children_seconds() -> Option<f64> {
    // proc_pid_stat(5): the fields after the name, of which 16 and 17 are those of children, in ticks of 1/100 s.
    let stat = std::fs::read_to_string("/proc/self/stat").ok()?;
    let (_, fields) = stat.rsplit_once(") ")?;
    let mut fields = fields.split(' ').skip(13);
    let ticks: u64 = fields.next()?.parse::<u64>().ok()? + fields.next()?.parse::<u64>().ok()?;
    Some(ticks as f64 / 100.0)
}
