import { faultTable } from '@baryon/kit'

/** What the routes of controllers refuse. */
export const controllerErrors = faultTable({
  'controllers.denied': {
    status: 403,
    retry: false,
    message: 'Ask an administrator about controllers: you may not',
    cause: 'What controllers are told concerns all projects, so it is for the role "admin"',
    next: 'Use an account with the role "admin"',
  },
  'controller.unknown': {
    status: 404,
    retry: false,
    message: 'Name a controller that there is: "{name}" is none{hint}',
    cause:
      'Controllers are named as in the configuration of their backend, with the backend in front where several have the name',
    next: 'See GET /v1/controllers or "baryon controllers list"',
  },
  'controller.ambiguous': {
    status: 400,
    retry: false,
    message: 'Say which controller "{name}" is meant: {choices}',
    cause: 'Controllers of several backends have this name',
    next: 'Put the backend in front',
  },
  'controller.member': {
    status: 400,
    retry: false,
    message: 'Correct "{member}": it has to be {expected}',
    cause: 'What is to be told again is said by scope, and by what belongs to that scope',
    next: 'Compare the body with the section about controllers of the API guide',
  },
  'controller.diff-broken': {
    status: 503,
    retry: true,
    message: 'Compare with "{name}" again later: {reason}',
    cause: 'The controller could not say everything that it has',
    next: 'See "baryon controllers status" for what is wrong with it',
  },
})
