//! `--query`: of the JSON only what a JMESPath expression selects.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};

use jmespath::ast::Ast;
use jmespath::{DEFAULT_RUNTIME, Expression};
use serde::Serialize;
use serde_json::Value;

use super::error_line;
use crate::lang::say;

/// An expression that has been read.
pub(crate) type Query = Expression<'static>;

static CHOSEN: OnceLock<Query> = OnceLock::new();
static FAILED: AtomicBool = AtomicBool::new(false);

/// Reads an expression; says where it is wrong before anything is done.
pub(crate) fn parse_query(text: &str) -> Result<Query, String> {
    let query = jmespath::compile(text).map_err(|error| {
        let (line, column) = (error.line + 1, error.column + 1);
        let why = error.reason.to_string();
        say!("line {line}, column {column}: {why}", "第 {line} 行第 {column} 列：{why}")
    })?;
    match unknown(query.as_ast()) {
        None => Ok(query),
        Some((name, offset)) => {
            // The library points at the bracket behind the name.
            let column = offset.saturating_sub(name.len()) + 1;
            Err(say!("column {column}: there is no function {name}", "第 {column} 列：没有函数 {name}"))
        }
    }
}

/// The first function that there is not. The library would tell of it only when it is called, when
/// machines have been stopped.
fn unknown(ast: &Ast) -> Option<(&str, usize)> {
    match ast {
        Ast::Function { name, offset, .. } if DEFAULT_RUNTIME.get_function(name).is_none() => {
            Some((name, *offset))
        }
        Ast::Function { args: parts, .. } | Ast::MultiList { elements: parts, .. } => {
            parts.iter().find_map(unknown)
        }
        Ast::MultiHash { elements, .. } => elements.iter().find_map(|pair| unknown(&pair.value)),
        Ast::Comparison { lhs, rhs, .. }
        | Ast::Projection { lhs, rhs, .. }
        | Ast::And { lhs, rhs, .. }
        | Ast::Or { lhs, rhs, .. }
        | Ast::Subexpr { lhs, rhs, .. }
        | Ast::Condition { predicate: lhs, then: rhs, .. } => unknown(lhs).or_else(|| unknown(rhs)),
        Ast::Expref { ast: node, .. }
        | Ast::Flatten { node, .. }
        | Ast::Not { node, .. }
        | Ast::ObjectValues { node, .. } => unknown(node),
        _ => None,
    }
}

/// Chooses once, for the whole run.
pub(crate) fn choose(query: Option<Query>) {
    query.map(|query| CHOSEN.set(query));
}

/// What the expression selects of this; `None` without an expression, or where it can't be applied:
/// then all is shown, as what was done must not be lost.
pub(super) fn selected(value: &impl Serialize) -> Option<Value> {
    let query = CHOSEN.get()?;
    let found = query.search(value).map_err(|error| error.to_string());
    match found.and_then(|found| serde_json::to_value(found).map_err(|error| error.to_string())) {
        Ok(found) => Some(found),
        Err(why) => {
            FAILED.store(true, Ordering::Relaxed);
            let why = tingji::core::one_line(&why);
            error_line(&say!(
                "the query can't be applied, so all is shown: {why}",
                "无法应用 --query，因此显示全部：{why}"
            ));
            None
        }
    }
}

/// The exit code, unless a query failed and nothing else did.
pub(crate) fn verdict(code: u8) -> u8 {
    if FAILED.load(Ordering::Relaxed) { code.max(1) } else { code }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn functions_that_there_are_not_are_found_wherever_they_stand() {
        for wrong in [
            "foo(@)",
            "outcomes[].foo(@)",
            "outcomes[?foo(@) == `1`]",
            "sort_by(outcomes, &foo(@))",
            "[a, foo(@)]",
            "{a: foo(@)}",
            "!foo(@) || a",
            "a && foo(@)",
            "length(foo(@))",
            "foo(@).*",
            "foo(@)[]",
        ] {
            let why = parse_query(wrong).unwrap_err();
            assert!(why.contains("there is no function foo"), "{wrong}: {why}");
        }
        for right in ["outcomes[?outcome == 'stopped'].target | [0]", "sort_by(outcomes, &elapsed_ms)[-1]"] {
            assert!(parse_query(right).is_ok(), "{right}");
        }
        assert!(parse_query("outcomes[").unwrap_err().starts_with("line 1, column 1"));
    }
}
