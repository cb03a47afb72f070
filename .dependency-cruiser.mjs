import { allowedImports, importsOfServices } from './tools/imports.ts'

const packages = Object.keys(allowedImports)

export default {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    ...packages.map(name => ({
      name: `${name}-imports`,
      comment: `${name} may import: ${allowedImports[name].join(', ') || 'no other package'}`,
      severity: 'error',
      from: { path: `^packages/${name}/` },
      to: {
        path: '^(packages|services|bin|tools|bench|test)/',
        pathNot: `^packages/(${[name, ...allowedImports[name]].join('|')})/`,
      },
    })),
    {
      name: 'services-imports',
      comment: `behaviours of services may import: ${importsOfServices.join(', ')}`,
      severity: 'error',
      from: { path: '^services/' },
      to: {
        path: '^(packages|bin|tools|bench|test)/',
        pathNot: `^packages/(${importsOfServices.join('|')})/src/index[.]ts$`,
      },
    },
    {
      name: 'through-the-door',
      comment: 'Other packages are imported by their name, not by a path into them',
      severity: 'error',
      from: { path: '^packages/([^/]+)/' },
      to: {
        path: '^packages/',
        pathNot:
          '^packages/($1/|[^/]+/src/(index|(commands|types)/index|emit/testdata/fixture)[.]ts$|[^/]+/conformance/index[.]ts$)',
      },
    },
    {
      name: 'sql-behind-the-seam',
      comment: 'Only a dialect folder knows its database driver',
      severity: 'error',
      from: { path: '^packages/', pathNot: '^packages/store/src/dialect/|[.]test[.]ts$' },
      to: { path: '^(node:)?sqlite$' },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'] },
  },
}
