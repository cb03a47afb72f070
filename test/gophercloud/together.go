package main

import (
	"fmt"
	"sync"

	"github.com/gophercloud/gophercloud"
	"github.com/gophercloud/gophercloud/openstack/networking/v2/extensions/layer3/floatingips"
	"github.com/gophercloud/gophercloud/openstack/networking/v2/extensions/layer3/routers"
	"github.com/gophercloud/gophercloud/openstack/networking/v2/extensions/security/rules"
	"github.com/gophercloud/gophercloud/openstack/networking/v2/ports"
)

// many is how many operations Terraform has under way at once.
const many = 10

// together does the same for all numbers below many, at once.
func together(do func(number int)) {
	var group sync.WaitGroup
	for number := 0; number < many; number++ {
		group.Add(1)
		go func(number int) {
			defer group.Done()
			do(number)
		}(number)
	}
	group.Wait()
}

// leaf is a network behind the router of all, with a port that has an address outside.
type leaf struct{ network, subnet, plug, port, floating string }

// applied is made in the order that things need each other, those that do not at once; and destroyed without any order where
// the provider tries again after a conflict.
func applied() {
	neutron := connect("admin")
	outside, _ := makeOutside(neutron, "outside of all", "198.19.0.0/24")
	router := makeRouter(neutron, routers.CreateOpts{Name: "of all", GatewayInfo: &routers.GatewayInfo{NetworkID: outside}})
	group := makeGroup(neutron, "of all")
	leaves := make([]leaf, many)
	together(func(number int) { leaves[number] = makeLeaf(neutron, number, router, outside, group) })

	equal("rules", len(readGroup(neutron, group).Rules), 2+many)
	addresses := map[string]bool{}
	for _, each := range leaves {
		made := readFloating(neutron, each.floating)
		equal("joined", [2]string{made.PortID, made.RouterID}, [2]string{each.port, router})
		addresses[made.FloatingIP.FloatingIP] = true
	}
	equal("an address for each", len(addresses), many)

	var removed sync.WaitGroup
	removed.Add(1)
	go func() {
		defer removed.Done()
		destroy(groupDeletion(neutron, group))
	}()
	together(func(number int) { leaves[number].destroy(neutron, router) })
	removed.Wait()
	deleteRouter(neutron, router)
	destroy(networkDeletion(neutron, outside))
}

func makeLeaf(neutron *gophercloud.ServiceClient, number int, router, outside, group string) (made leaf) {
	must(rules.Create(neutron, rules.CreateOpts{
		SecGroupID: group, Direction: rules.DirIngress, EtherType: rules.EtherType4, Protocol: rules.ProtocolTCP,
		PortRangeMin: 8000 + number, PortRangeMax: 8000 + number,
	}).Extract())
	made.network, made.subnet = makeNet(neutron, fmt.Sprintf("leaf %d", number), fmt.Sprintf("10.81.%d.0/24", number))
	made.plug = attach(neutron, router, routers.AddInterfaceOpts{SubnetID: made.subnet}).PortID
	made.port = makePort(neutron, ports.CreateOpts{NetworkID: made.network, SecurityGroups: &[]string{group}})
	made.floating = makeFloating(neutron, floatingips.CreateOpts{FloatingNetworkID: outside, PortID: made.port})
	return made
}

func (of leaf) destroy(neutron *gophercloud.ServiceClient, router string) {
	var ended sync.WaitGroup
	for _, step := range []func(){
		func() { destroy(networkDeletion(neutron, of.network)) },
		func() { destroy(subnetDeletion(neutron, of.subnet)) },
		func() { destroy(detaching(neutron, router, of.plug, routers.RemoveInterfaceOpts{SubnetID: of.subnet})) },
		func() { deletePort(neutron, of.port) },
		func() { deleteFloating(neutron, of.floating) },
	} {
		ended.Add(1)
		go func(step func()) {
			defer ended.Done()
			step()
		}(step)
	}
	ended.Wait()
}
