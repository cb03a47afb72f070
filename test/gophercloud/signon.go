package main

import (
	"github.com/gophercloud/gophercloud"
	"github.com/gophercloud/gophercloud/openstack/networking/v2/networks"
)

// renewedToken tells that a token that is refused is replaced by a new one and the call made again.
func renewedToken() {
	neutron := connect("admin")
	neutron.ProviderClient.SetToken("of yesterday")
	must(networks.List(neutron, networks.ListOpts{Limit: 1}).AllPages())
	check("a new token", neutron.Token() != "of yesterday", neutron.Token())
}

func wrongPassword() {
	err := configOf("wrong").LoadAndValidate()
	_, is := err.(gophercloud.ErrDefault401)
	check("refused", is, err)
}

// applicationCredential signs on with no project named: the credential is of one, with the role that it was given.
func applicationCredential() {
	reader := connect("application")
	equal("nothing yet", len(listNetworks(reader, networks.ListOpts{Name: "no such"})), 0)
	refused[gophercloud.ErrDefault403](networks.Create(reader, networks.CreateOpts{Name: "forbidden"}).Err, "PolicyNotAuthorized")
}
