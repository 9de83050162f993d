"""WP Wingman: two doors, one house.

api/ and consumer.py are the doors (HTTP and events), bootstrap.py wires them to the rooms:
reports, notifications, support, monitoring, backups, updates, security, sites, clients, billing,
jobs, identity and audit. A room's public face is service.py, model.py and errors.py; repository,
tables and items are private. events/ is what rooms tell each other, adapters/ the plumbing to AWS
and the network, kit/ the toolbox without I/O. Imports only ever point down.
"""
