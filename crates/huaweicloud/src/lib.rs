//! Huawei Cloud ModelArts DevServer: typed, signed, and stopped for real
