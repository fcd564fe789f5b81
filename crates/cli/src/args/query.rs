//! [`Query`]: the value of `--query`, a JMESPath expression that is checked before anything is sent.

use jmespath::ast::Ast;
use jmespath::{DEFAULT_RUNTIME, Expression};

use crate::lang::tr;

/// A compiled JMESPath expression.
pub(crate) type Query = Expression<'static>;

/// Compiles an expression.
///
/// # Errors
///
/// The line and column of the first mistake, or the name of a function that JMESPath does not have.
pub(crate) fn parse_query(text: &str) -> Result<Query, String> {
    let query = jmespath::compile(text).map_err(|error| {
        let line = error.line + 1;
        let column = error.column + 1;
        let why = error.reason.to_string();
        tr!("line {line}, column {column}: {why}", "第 {line} 行第 {column} 列：{why}")
    })?;
    match unknown(query.as_ast()) {
        None => Ok(query),
        Some((name, offset)) => {
            // The offset is that of the bracket after the name.
            let column = offset.saturating_sub(name.len()) + 1;
            Err(tr!("column {column}: unknown function {name}", "第 {column} 列：没有函数 {name}"))
        }
    }
}

/// Returns the first unknown function and its offset. The library reports it only when the function is
/// called, which would be after machines were stopped.
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unknown_functions_are_rejected_anywhere() {
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
            assert!(why.contains("unknown function foo"), "{wrong}: {why}");
        }
        for right in ["outcomes[?outcome == 'stopped'].target | [0]", "sort_by(outcomes, &elapsed_ms)[-1]"] {
            assert!(parse_query(right).is_ok(), "{right}");
        }
        assert!(parse_query("outcomes[").unwrap_err().starts_with("line 1, column 1"));
    }
}
