# OVERWRITTEN BY MISTAKE at 23:02 by the author of test/server: the text that stood here is lost. Whoever wrote it: please write it again.
