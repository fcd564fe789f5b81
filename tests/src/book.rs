//! Runs the Rust code of the book and of the READMEs as tests of documentation.

/// Declares one struct for each page with code.
macro_rules! pages {
    ($($name:ident = $path:literal)+) => {
        $(
            #[cfg(doctest)]
            #[doc = include_str!($path)]
            struct $name;
        )+
    };
}

pages! {
    Readme = "../../README.md"
    ReadmeInChinese = "../../README.zh.md"
    Core = "../../crates/core/README.md"
    SigningCore = "../../crates/signing-core/README.md"
    Embedding = "../../docs/guide/embedding.md"
    Testing = "../../docs/guide/testing.md"
    SigningUcloud = "../../docs/signing/ucloud.md"
    SigningBce = "../../docs/signing/bce.md"
    SigningVolcengine = "../../docs/signing/volcengine.md"
    SigningHuaweicloud = "../../docs/signing/huaweicloud.md"
}
