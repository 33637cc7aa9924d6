"""Many reports in, a folder of Parquet files of claims out, by several processes or by Spark: `engines.run_bulk`."""
