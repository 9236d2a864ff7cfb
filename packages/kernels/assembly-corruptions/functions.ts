// JavaScript's own functions, whose last bits decide about levels.
export declare function exp(x: f64): f64;
export declare function log(x: f64): f64;
