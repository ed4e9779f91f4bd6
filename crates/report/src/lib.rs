//! Numbers to text, SVG and HTML: pure functions.
