"""nova-compute, with the drivers of the folder beside this file among its own."""
import os

import nova.cmd.compute
import nova.virt

nova.virt.__path__.append(os.path.join(os.path.dirname(os.path.abspath(__file__)), 'drivers'))

if __name__ == '__main__':
    nova.cmd.compute.main()
