"""Does everything work as a person meets it: real servers, a real browser, a real personal certificate?"""
