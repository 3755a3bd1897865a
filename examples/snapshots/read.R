# Reads agents.nc with ncdf4 (Debian: r-cran-ncdf4). usage: Rscript read.R DIRECTORY_OF_A_RUN
library(ncdf4)
file <- nc_open(file.path(commandArgs(TRUE)[1], "agents.nc"))
cat(ncatt_get(file, 0, "title")$value, "seed", ncatt_get(file, 0, "seed")$value, "\n")
ticks <- ncvar_get(file, "tick")
# R has the dimensions in reverse order: product, agent, tick. Degenerate ones are kept.
belief <- ncvar_get(file, "belief", collapse_degen = FALSE)
segment <- factor(ncvar_get(file, "segment"), labels = ncvar_get(file, "segment_name"))
for (t in seq_along(ticks)) {
  cat("tick", ticks[t], "\n")
  print(round(tapply(belief[1, , t], segment, mean), 3))
}
nc_close(file)
