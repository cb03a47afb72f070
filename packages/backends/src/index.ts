/** The registry: a backend is one folder and one line here. */
export {}
