//! A typed scenario to a country: people, collectives, districts, bodies, camps, leaders.
