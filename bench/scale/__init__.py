"""How much a case of very many reports costs beyond reading them and finding who took what from whom."""
