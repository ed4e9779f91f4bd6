//! Run folders: manifest, Parquet tables, data dictionary, registry.
