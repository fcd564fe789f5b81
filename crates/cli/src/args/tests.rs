//! Tests of the whole command line.

mod chinese_layout;
mod help_texts;
mod option_coverage;

use clap::CommandFactory;

use super::Cli;

#[test]
fn command_line_passes_clap_checks() {
    Cli::command().debug_assert();
}
