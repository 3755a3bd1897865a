#!/usr/bin/python3
"""Reads agents.nc with xarray and pandas (Debian: python3-xarray, python3-netcdf4).

usage: read.py DIRECTORY_OF_A_RUN
"""
import sys

import xarray

data = xarray.open_dataset(sys.argv[1] + "/agents.nc")
print(data.attrs["title"], "seed", data.attrs["seed"], dict(data.sizes))

# What a column is: its sentence and unit are attributes.
print("memory:", data.memory.attrs["long_name"])

# Arrays with named dimensions: the mean belief about each product, tick by tick, by segment.
names = data.segment_name.values[data.segment.values.astype(int)]
by_segment = data.belief.assign_coords(segment_of=("agent", names)).groupby("segment_of").mean("agent")
print(by_segment.to_series().unstack("tick").round(3))

# A table: one row per agent, at the last tick.
last = data.isel(tick=-1, product=0)[["income", "participation", "loyalty", "owns"]].to_dataframe()
print(last.groupby("owns")[["income", "participation", "loyalty"]].mean().round(3))
