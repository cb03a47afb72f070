"""Makes Nova's tables and cells, by the commands of nova-manage in one process, which spares their starts.

Arguments: the configuration file, and the databases of the cell for servers without a host and of the one for all others.
"""
import sys

from nova import config
from nova.cmd import manage

file, lost, first = sys.argv[1:]
config.parse_args(['nova-manage', '--config-file', file])
outcomes = [
    manage.ApiDbCommands().sync(),
    manage.CellV2Commands().map_cell0(database_connection=lost),
    manage.CellV2Commands().create_cell(name='first', database_connection=first),
    manage.DbCommands().sync(),
]
sys.exit(any(outcomes))
