"""The desk's SQLite file, sealed whole: a Django database backend over SQLCipher."""
