"""What many readings say together: origins by stated credit, transfers with rivals, the timeline, the brief."""
