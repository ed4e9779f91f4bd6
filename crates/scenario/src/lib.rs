//! Scenario text to a typed scenario: units, diagnostics, evidence ledger, JSON Schema.
