"""应办: what organization life a body owes, by which article and by when, judged from what took place."""
