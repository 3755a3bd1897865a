// How the tool's memory is found: by jemalloc, which reads this variable when the process starts (MALLOC_CONF
// in the environment goes before it).
//
// thp:always: on huge pages, wherever the system leaves that to programs. Pages of 4 KiB have to be found and
// cleared at their first touch, one by one: three quarters of the time that building a network took. All
// arrays are on them, or none: where ties were and columns were not, ticks of many products took up to 1.5
// times as long. dirty_decay_ms:-1, oversize_threshold:0: what is freed, arrays of 8 MiB and more too, is
// kept for what comes next: a network's draft for the agents, a run's agents for the next run of a sweep.
// docs/performance.md has the figures.

#ifdef SHOAL_WITH_JEMALLOC
extern "C" {
extern const char* malloc_conf;
const char* malloc_conf = "thp:always,dirty_decay_ms:-1,oversize_threshold:0";
}
#endif
