# Opens the network files that igraph of R can; one JSON line a try. Used by write_readers.py.
suppressPackageStartupMessages(library(igraph))
here <- commandArgs(trailingOnly = TRUE)[1]
quoted <- function(names) paste0("[", paste0("\"", sort(names), "\"", collapse = ", "), "]")
for (format in c("graphml", "pajek")) {
  begin <- sprintf('{"reader": "R igraph", "version": "%s", "format": "%s", ', packageVersion("igraph"), format)
  tried <- tryCatch({
    graph <- suppressWarnings(read_graph(file.path(here, paste0("sample.", format)), format = format))
    sprintf('"nodes": %d, "edges": %d, "node_columns": %s, "edge_columns": %s, "time": false}', vcount(graph),
            ecount(graph), quoted(vertex_attr_names(graph)), quoted(edge_attr_names(graph)))
  }, error = function(problem) sprintf('"error": "%s"}', gsub('["\n]', "'", conditionMessage(problem))))
  cat(begin, tried, "\n", sep = "")
}
