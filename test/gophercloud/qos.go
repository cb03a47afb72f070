package main

import (
	"github.com/gophercloud/gophercloud"
	"github.com/gophercloud/gophercloud/openstack/networking/v2/extensions/attributestags"
	"github.com/gophercloud/gophercloud/openstack/networking/v2/extensions/qos/policies"
	"github.com/gophercloud/gophercloud/openstack/networking/v2/extensions/qos/rules"
	"github.com/gophercloud/gophercloud/openstack/networking/v2/extensions/qos/ruletypes"
	"github.com/gophercloud/gophercloud/openstack/networking/v2/networks"
)

func qos() {
	neutron := connect("admin")
	id := must(policies.Create(neutron, policies.CreateOpts{Name: "gold", Description: "first", Shared: true}).Extract()).ID
	await(nil, []string{"ACTIVE"}, func() (string, error) { return stateOf("ACTIVE", policies.Get(neutron, id).Err) })
	must(attributestags.ReplaceAll(neutron, "qos/policies", id, attributestags.ReplaceAllOpts{Tags: []string{"q"}}).Extract())
	made := must(policies.Get(neutron, id).Extract())
	check("times and revision", !made.CreatedAt.IsZero() && !made.UpdatedAt.IsZero() && made.RevisionNumber > 0, made)
	equal("made", *made, policies.Policy{
		ID: id, Name: "gold", TenantID: made.ProjectID, ProjectID: made.ProjectID, CreatedAt: made.CreatedAt, UpdatedAt: made.UpdatedAt,
		Description: "first", Shared: true, RevisionNumber: made.RevisionNumber, Rules: []map[string]interface{}{}, Tags: []string{"q"},
	})
	changed := must(policies.Update(neutron, id, policies.UpdateOpts{
		Name: "silver", Description: ref(""), Shared: ref(false), IsDefault: ref(true),
	}).Extract())
	equal("names", [2]string{changed.Name, changed.Description}, [2]string{"silver", ""})
	equal("flags", [2]bool{changed.Shared, changed.IsDefault}, [2]bool{false, true})
	found := must(policies.ExtractPolicies(must(policies.List(neutron, policies.ListOpts{
		Name: "silver", IsDefault: ref(true), Shared: ref(false), Tags: "q", RevisionNumber: ref(changed.RevisionNumber),
	}).AllPages())))
	equal("found", len(found), 1)

	limits(neutron, id)
	marks(neutron, id)
	guarantees(neutron, id)
	types(neutron)
	network := makeNetwork(neutron, policies.NetworkCreateOptsExt{CreateOptsBuilder: networks.CreateOpts{Name: "with QoS"}, QoSPolicyID: id})
	refused[gophercloud.ErrDefault409](policies.Delete(neutron, id).ExtractErr(), "QosPolicyInUse")
	turn := deleting(
		func() error { return policies.Get(neutron, id).Err },
		func() error { return policies.Delete(neutron, id).ExtractErr() },
	)
	equal("while a network has it", must(turn()), "ACTIVE")
	destroy(networkDeletion(neutron, network))
	destroy(turn)
	refused[gophercloud.ErrDefault404](policies.Get(neutron, id).Err, "QosPolicyNotFound")
}

func limits(neutron *gophercloud.ServiceClient, policy string) {
	made := must(rules.CreateBandwidthLimitRule(neutron, policy, rules.CreateBandwidthLimitRuleOpts{
		MaxKBps: 3000, MaxBurstKBps: 300, Direction: "egress",
	}).ExtractBandwidthLimitRule())
	wanted := rules.BandwidthLimitRule{ID: made.ID, MaxKBps: 3000, MaxBurstKBps: 300, Direction: "egress"}
	equal("limit", *must(rules.GetBandwidthLimitRule(neutron, policy, made.ID).ExtractBandwidthLimitRule()), wanted)
	equal("in the policy", must(policies.Get(neutron, policy).Extract()).Rules[0]["type"], interface{}("bandwidth_limit"))
	found := must(rules.ExtractBandwidthLimitRules(must(rules.ListBandwidthLimitRules(neutron, policy, rules.BandwidthLimitRulesListOpts{
		MaxKBps: 3000, Direction: "egress",
	}).AllPages())))
	equal("found", found, []rules.BandwidthLimitRule{wanted})
	changed := must(rules.UpdateBandwidthLimitRule(neutron, policy, made.ID, rules.UpdateBandwidthLimitRuleOpts{
		MaxKBps: ref(2000), MaxBurstKBps: ref(0), Direction: "ingress",
	}).ExtractBandwidthLimitRule())
	equal("changed", *changed, rules.BandwidthLimitRule{ID: made.ID, MaxKBps: 2000, Direction: "ingress"})
	succeed(rules.DeleteBandwidthLimitRule(neutron, policy, made.ID).ExtractErr())
	refused[gophercloud.ErrDefault404](rules.GetBandwidthLimitRule(neutron, policy, made.ID).Err, "QosRuleNotFound")
}

func marks(neutron *gophercloud.ServiceClient, policy string) {
	made := must(rules.CreateDSCPMarkingRule(neutron, policy, rules.CreateDSCPMarkingRuleOpts{DSCPMark: 26}).ExtractDSCPMarkingRule())
	refused[gophercloud.ErrDefault409](
		rules.CreateDSCPMarkingRule(neutron, policy, rules.CreateDSCPMarkingRuleOpts{DSCPMark: 28}).Err, "QoSRulesConflict")
	changed := must(rules.UpdateDSCPMarkingRule(neutron, policy, made.ID, rules.UpdateDSCPMarkingRuleOpts{DSCPMark: ref(0)}).ExtractDSCPMarkingRule())
	equal("changed", *changed, rules.DSCPMarkingRule{ID: made.ID})
	found := must(rules.ExtractDSCPMarkingRules(must(rules.ListDSCPMarkingRules(neutron, policy, rules.DSCPMarkingRulesListOpts{}).AllPages())))
	equal("found", len(found), 1)
	invalid := rules.UpdateDSCPMarkingRuleOpts{DSCPMark: ref(1)}
	refused[gophercloud.ErrDefault400](rules.UpdateDSCPMarkingRule(neutron, policy, made.ID, invalid).Err, "HTTPBadRequest")
	succeed(rules.DeleteDSCPMarkingRule(neutron, policy, made.ID).ExtractErr())
}

func guarantees(neutron *gophercloud.ServiceClient, policy string) {
	made := must(rules.CreateMinimumBandwidthRule(neutron, policy, rules.CreateMinimumBandwidthRuleOpts{MinKBps: 100}).ExtractMinimumBandwidthRule())
	equal("made", *must(rules.GetMinimumBandwidthRule(neutron, policy, made.ID).ExtractMinimumBandwidthRule()),
		rules.MinimumBandwidthRule{ID: made.ID, MinKBps: 100, Direction: "egress"})
	changed := must(rules.UpdateMinimumBandwidthRule(neutron, policy, made.ID, rules.UpdateMinimumBandwidthRuleOpts{
		MinKBps: ref(200), Direction: "ingress",
	}).ExtractMinimumBandwidthRule())
	equal("changed", *changed, rules.MinimumBandwidthRule{ID: made.ID, MinKBps: 200, Direction: "ingress"})
	found := must(rules.ExtractMinimumBandwidthRules(must(rules.ListMinimumBandwidthRules(neutron, policy, rules.MinimumBandwidthRulesListOpts{MinKBps: 200}).AllPages())))
	equal("found", len(found), 1)
	succeed(rules.DeleteMinimumBandwidthRule(neutron, policy, made.ID).ExtractErr())
}

func types(neutron *gophercloud.ServiceClient) {
	names := []string{}
	for _, each := range must(ruletypes.ExtractRuleTypes(must(ruletypes.ListRuleTypes(neutron).AllPages()))) {
		names = append(names, each.Type)
		check("drivers", len(must(ruletypes.GetRuleType(neutron, each.Type).Extract()).Drivers) > 0, each)
	}
	same("types", names, []string{"bandwidth_limit", "dscp_marking", "minimum_bandwidth", "minimum_packet_rate", "packet_rate_limit"})
}
