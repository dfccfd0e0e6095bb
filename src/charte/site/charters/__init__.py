"""The front office: the list of sites, each site's charter page, its versions and its register as files."""
